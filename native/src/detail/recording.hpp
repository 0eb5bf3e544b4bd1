#pragma once

#include <ATen/core/Tensor.h>

namespace panamatorch {

// Refuses to read elements while the calling thread records: the program would go on with what they were.
void refuse_reading_while_recording();

// Called before Java gets the address of a tensor's elements. While the calling thread records, what Java fills a new
// tensor with stays what it is, and any other is refused.
void give_memory_while_recording(const at::Tensor& tensor);

}  // namespace panamatorch
