#include "emulator/validation/problemlist.h"

namespace emulator::validation {

void ProblemList::add(core::Json loc, const QString &msg, const QString &type, core::Json ctx)
{
    if (!isFull())
        m_problems.append({std::move(loc), msg, type, std::move(ctx)});
}

core::Json below(core::Json loc, core::Json step)
{
    loc.push_back(std::move(step));
    return loc;
}

} // namespace emulator::validation
