"""Makes results that depend on uninitialised memory show: they change with what fresh memory is filled with."""

import ctypes

# glibc's mallopt; elsewhere such results are found by chance only.
M_PERTURB = -6

# Memory that others have used, and memory as the system hands it out: a kernel may read the two differently, as LAPACK's gelsy
# does its pivots.
STALE = 0x55
ZEROED = 0xFF


def fill_fresh_memory(byte):
    """From now on malloc hands out memory filled with the complement of this byte; 0 for memory as it is."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(M_PERTURB, byte)
