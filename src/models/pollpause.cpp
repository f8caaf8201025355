#include "models/pollpause.h"

#include <algorithm>

namespace models {

namespace {

bool passesByItself(const core::ApiError &error)
{
    switch (error.kind) {
    case core::ApiError::Kind::Network:
    case core::ApiError::Kind::Timeout:
    case core::ApiError::Kind::RateLimited:
    case core::ApiError::Kind::Server:
        return true;
    default:
        return false;
    }
}

} // namespace

std::chrono::seconds PollPause::askedBy(const core::ApiError &error)
{
    return std::min(error.retryAfter.value_or(std::chrono::seconds(0)), longest);
}

void PollPause::failed(const core::ApiError &error)
{
    const QDeadlineTimer until(passesByItself(error) ? askedBy(error) : std::max(inVain, askedBy(error)));
    m_until = std::max(m_until, until);
}

} // namespace models
