#pragma once

#include <cstdint>

namespace panamatorch {

// Makes room for the note that a token's end will need: the end itself cannot fail.
void reserve_note();

// Tells the caller that its token is not used any more; uses up the room of one reserve_note().
void leave_note(int64_t token) noexcept;

// Gives up the room of one reserve_note(): the token stays the caller's.
void cancel_note() noexcept;

}  // namespace panamatorch
