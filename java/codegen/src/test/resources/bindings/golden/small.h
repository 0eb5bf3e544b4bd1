#include <stdint.h>

/* Three kinds of members, as they are written. */
typedef struct pt_tensor pt_tensor;
typedef int32_t pt_status;

#define PT_VERSION "2.13.0"

enum { PT_OK };

pt_status pt_add(const pt_tensor* self, double alpha, pt_tensor** ret);
