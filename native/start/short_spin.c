/* A library of its own, which is opened before LibTorch's OpenMP: that reads its environment once, when it is opened,
   and for Java to call setenv itself takes a fresh JVM a tenth of a second. A thousand rounds are some microseconds, as
   long as the gap between two operators; libgomp's own number keeps a processor from those who work. */
#define _DEFAULT_SOURCE
#include <stdlib.h>

__attribute__((constructor)) static void shorten_spinning(void) {
    setenv("GOMP_SPINCOUNT", "1000", 0);
}
