/* Runs with guarded_memory preloaded. */
#define _GNU_SOURCE
#include "check.h"

#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char* block_of(size_t size) {
    void* block = NULL;
    CHECK_INT(0, posix_memalign(&block, 64, size));
    CHECK_INT(0, (uintptr_t)block % 64);
    return block;
}

/* The signal that a process ends by in which this is done. */
static int signal_of(void (*deed)(volatile char* block), size_t size) {
    const pid_t child = fork();
    if (child == 0) {
        char* block = block_of(size);
        deed(block);
        free(block);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void use_all(volatile char* block) {
    memset((char*)block, 1, malloc_usable_size((void*)block));
}

static void read_past_the_end(volatile char* block) {
    (void)block[malloc_usable_size((void*)block)];
}

static void write_past_the_end(volatile char* block) {
    block[malloc_usable_size((void*)block)] = 1;
}

static void write_before_the_beginning(volatile char* block) {
    block[-1] = 1;
}

static void free_twice(volatile char* block) {
    free((char*)block);
}

int main(void) {
    CHECK_INT(0, signal_of(use_all, 64));
    CHECK_INT(0, signal_of(use_all, 100));
    CHECK_INT(0, signal_of(use_all, 1 << 20));
    CHECK_INT(SIGSEGV, signal_of(read_past_the_end, 64));
    CHECK_INT(SIGSEGV, signal_of(read_past_the_end, 3 << 20));
    CHECK_INT(SIGABRT, signal_of(write_past_the_end, 100));
    CHECK_INT(SIGABRT, signal_of(write_before_the_beginning, 64));
    CHECK_INT(SIGABRT, signal_of(free_twice, 64));
    return test_result();
}
