#ifndef PANAMATORCH_H
#define PANAMATORCH_H

/* The whole C ABI of PanamaTorch. */

#include "panamatorch/accelerator.h"
#include "panamatorch/arrow.h"
#include "panamatorch/aten.h"
#include "panamatorch/autocast.h"
#include "panamatorch/autograd.h"
#include "panamatorch/backends.h"
#include "panamatorch/checks.h"
#include "panamatorch/dispatch.h"
#include "panamatorch/dlpack.h"
#include "panamatorch/error.h"
#include "panamatorch/func.h"
#include "panamatorch/hooks.h"
#include "panamatorch/indexing.h"
#include "panamatorch/lent.h"
#include "panamatorch/library.h"
#include "panamatorch/memory.h"
#include "panamatorch/memory_view.h"
#include "panamatorch/nn.h"
#include "panamatorch/optim.h"
#include "panamatorch/prepared.h"
#include "panamatorch/random.h"
#include "panamatorch/recording.h"
#include "panamatorch/runtime.h"
#include "panamatorch/tensor.h"
#include "panamatorch/tensor_fields.h"
#include "panamatorch/types.h"
#include "panamatorch/warnings.h"

#endif
