#pragma once

namespace panamatorch {

// Refuses to read elements while the calling thread records: the program would go on with what they were.
void refuse_reading_while_recording();

}  // namespace panamatorch
