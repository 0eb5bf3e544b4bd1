#pragma once

#include "panamatorch/hooks.h"

#include <cstdint>

namespace panamatorch {

// Makes room for the note that the token's end will need: the end itself cannot fail.
void reserve_note(int64_t token);

// Tells the caller that its token is not used any more; uses up the room of its reserve_note().
void leave_note(int64_t token) noexcept;

// Gives up the room of its reserve_note(): the token stays the caller's.
void cancel_note(int64_t token) noexcept;

void set_callback(int64_t client, pt_callback callback);

// The code of the client that the token is of; null where none is set.
pt_callback callback_of(int64_t token);

}  // namespace panamatorch
