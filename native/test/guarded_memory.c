/* Preloaded (LD_PRELOAD) by scripts/fuzz --guard: whatever is aligned to 64 bytes, as the elements of tensors are, ends
 * where a page begins that nobody may touch, and belongs to nobody once it is freed. So a kernel that reads or writes
 * past its tensors, or after they are gone, ends the process at that instruction; what it writes between the end and
 * the next 64 bytes, or before the beginning, is found when the block is freed. Linux only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE ((size_t)4096)
#define ALIGNMENT ((size_t)64)
#define UNUSED 0xA5
#define UNINITIALIZED 0xCB

/* Blocks of up to 1, 2, 4, … pages, each kind in a region of its own, whose places are used in turn: a freed block's is
 * the last to be used again. 64 MiB is more than tensors of the fuzzer may hold. */
#define KINDS 15
#define REGION ((size_t)16 << 30)
#define TRIES 64

struct place {
    atomic_bool used;
    size_t size;
};

static char* regions;
static struct place* places[KINDS];
static atomic_size_t next[KINDS];

static int (*real_posix_memalign)(void**, size_t, size_t);
static void (*real_free)(void*);
static size_t (*real_usable_size)(void*);

/* A kind's blocks are followed by the page that nobody may touch. */
static size_t pages_of(int kind) {
    return ((size_t)1 << kind) + 1;
}

static size_t places_of(int kind) {
    return REGION / (pages_of(kind) * PAGE);
}

static void* reserve(size_t bytes, int access) {
    void* found = mmap(NULL, bytes, access, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return found == MAP_FAILED ? NULL : found;
}

static void stop(const char* text) {
    if (write(STDERR_FILENO, text, strlen(text)) < 0) {
        /* There is nowhere else to say it. */
    }
    abort();
}

__attribute__((constructor)) static void start(void) {
    if (regions != NULL) {
        return;
    }
    *(void**)&real_posix_memalign = dlsym(RTLD_NEXT, "posix_memalign");
    *(void**)&real_free = dlsym(RTLD_NEXT, "free");
    *(void**)&real_usable_size = dlsym(RTLD_NEXT, "malloc_usable_size");
    for (int kind = 0; kind < KINDS; ++kind) {
        places[kind] = reserve(places_of(kind) * sizeof(struct place), PROT_READ | PROT_WRITE);
    }
    regions = reserve(KINDS * REGION, PROT_NONE);
    if (regions == NULL) {
        stop("guarded memory: no room to reserve (ulimit -v?)\n");
    }
}

static bool is_guarded(const void* block) {
    return regions != NULL && (const char*)block >= regions && (const char*)block < regions + KINDS * REGION;
}

/* Where a guarded block is. */
struct position {
    struct place* place;
    char* first;
    char* end;
};

static struct position position_at(int kind, size_t index) {
    char* first = regions + kind * REGION + index * pages_of(kind) * PAGE;
    return (struct position){&places[kind][index], first, first + ((size_t)PAGE << kind)};
}

static struct position position_of(const void* block) {
    const size_t offset = (size_t)((const char*)block - regions);
    const int kind = (int)(offset / REGION);
    return position_at(kind, offset % REGION / (pages_of(kind) * PAGE));
}

static char* begin_of(struct position position) {
    return position.end - ((position.place->size + ALIGNMENT - 1) & ~(ALIGNMENT - 1));
}

static char* page_of(const char* address) {
    return (char*)((uintptr_t)address & ~(PAGE - 1));
}

static bool take(int kind, size_t size, struct position* taken) {
    for (int i = 0; i < TRIES; ++i) {
        *taken = position_at(kind, atomic_fetch_add(&next[kind], 1) % places_of(kind));
        bool unused = false;
        if (atomic_compare_exchange_strong(&taken->place->used, &unused, true)) {
            taken->place->size = size;
            return true;
        }
    }
    return false;
}

int posix_memalign(void** out, size_t alignment, size_t size) {
    start();
    int kind = 0;
    while (kind < KINDS && (PAGE << kind) < size) {
        ++kind;
    }
    struct position taken;
    if (alignment != ALIGNMENT || size == 0 || kind == KINDS || !take(kind, size, &taken)) {
        return real_posix_memalign(out, alignment, size);
    }
    char* const begin = begin_of(taken);
    /* The pages before are not needed. */
    char* const page = page_of(begin);
    if (mprotect(page, (size_t)(taken.end - page), PROT_READ | PROT_WRITE) != 0) {
        taken.place->used = false;
        return real_posix_memalign(out, alignment, size);
    }
    memset(page, UNUSED, (size_t)(begin - page));
    memset(begin, UNINITIALIZED, size);
    memset(begin + size, UNUSED, (size_t)(taken.end - begin) - size);
    *out = begin;
    return 0;
}

static void check_unused(const char* from, const char* to, const char* text) {
    for (; from < to; ++from) {
        if ((unsigned char)*from != UNUSED) {
            stop(text);
        }
    }
}

void free(void* block) {
    start();
    if (!is_guarded(block)) {
        real_free(block);
        return;
    }
    const struct position freed = position_of(block);
    if (!freed.place->used || begin_of(freed) != block) {
        stop("guarded memory: what is freed is no block\n");
    }
    char* const begin = begin_of(freed);
    char* const page = page_of(begin);
    check_unused(page, begin, "guarded memory: something was written before the beginning of a block\n");
    check_unused(
        begin + freed.place->size, freed.end, "guarded memory: something was written past the end of a block\n");
    if (mmap(
            page, (size_t)(freed.end - page), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0)
        == MAP_FAILED) {
        stop("guarded memory: too many mappings\n");
    }
    freed.place->used = false;
}

size_t malloc_usable_size(void* block) {
    start();
    return is_guarded(block) ? position_of(block).place->size : real_usable_size(block);
}
