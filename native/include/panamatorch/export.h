#ifndef PANAMATORCH_EXPORT_H
#define PANAMATORCH_EXPORT_H

/* Everything else in the library has hidden visibility. */
#if defined(_WIN32)
#if defined(PANAMATORCH_BUILDING)
#define PT_EXPORT __declspec(dllexport)
#else
#define PT_EXPORT __declspec(dllimport)
#endif
#else
#define PT_EXPORT __attribute__((visibility("default")))
#endif

#endif
