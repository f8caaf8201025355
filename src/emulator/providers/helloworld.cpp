#include "emulator/providers/helloworld.h"

#include "emulator/providers/fields.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

constexpr qint64 longestSleep = 31'536'000; // a year, as for a Wait

core::Json greeting(const core::Json &body)
{
    core::Json details = {{"Hello", "World"}};
    if (const core::Json *echo = core::member(body, "echo_string"); echo != nullptr && !echo->is_null())
        details["hello"] = *echo;
    return details;
}

ActionOutcome consentRequired(const QString &scope)
{
    core::Json details = {{"code", "ConsentRequired"},
                          {"description", "Missing required consent to a dependent scope"},
                          {"required_scope", core::toStd(scope)},
                          {"resolution_url", nullptr}};
    return {ActionOutcome::Kind::Inactive, std::move(details), {}, {}};
}

} // namespace

ActionOutcome HelloWorld::start(const ActionRequest &request, ActionHost &host)
{
    const QString wrong = checkFields(request.body, {{"echo_string", Field::Kind::Text},
                                                     {"sleep_time", Field::Kind::Integer},
                                                     {"required_dependent_scope", Field::Kind::Text}});
    if (!wrong.isEmpty())
        return refusal(u"BadActionRequest"_s, wrong);
    const qint64 sleep = integerMember(request.body, "sleep_time", 0);
    if (sleep < 0 || sleep > longestSleep)
        return refusal(u"BadActionRequest"_s, u"The field 'sleep_time' must be between 0 and a year in seconds."_s);
    return poll(request, host);
}

ActionOutcome HelloWorld::poll(const ActionRequest &request, ActionHost &host)
{
    const QString scope = core::stringMember(request.body, "required_dependent_scope");
    if (!scope.isEmpty() && !request.mayUse(scope))
        return consentRequired(scope);
    const qint64 sleep = integerMember(request.body, "sleep_time", 0);
    if (sleep > 0) {
        const auto pause = static_cast<qint64>(static_cast<double>(sleep) * 1000.0 / host.timeScale());
        const QDateTime end =
            request.workEndsAt.isValid() ? request.workEndsAt : QDateTime(request.startedAt.addMSecs(pause));
        if (host.now() < end)
            return {ActionOutcome::Kind::Active, greeting(request.body), {}, end};
    }
    return {ActionOutcome::Kind::Succeeded, greeting(request.body), {}, {}};
}

void HelloWorld::cancel(const QString &)
{
    // Nothing goes on anywhere: it only looks at the clock.
}

} // namespace emulator
