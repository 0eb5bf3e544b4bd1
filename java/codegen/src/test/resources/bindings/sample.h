#ifndef SAMPLE_H
#define SAMPLE_H

/* One of everything that the stand-in reads. */

#include "sample/types.h"
#include "sample/calls.h"

/* Twice, as in the umbrella of a project whose headers include each other. */
#include "sample/types.h"

#endif
