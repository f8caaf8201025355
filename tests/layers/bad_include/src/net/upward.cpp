#include "flows/documents.h" // the layer below may not know the layer above
