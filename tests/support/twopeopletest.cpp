#include "support/twopeopletest.h"

#include "core/ids.h"

using namespace Qt::StringLiterals;
using namespace emulator;
using core::Json;

namespace testsupport {

void TwoPeopleTest::begin()
{
    m_emulator = std::make_unique<EmulatorFixture>();
    m_me = m_emulator->person(u"me@emulator"_s);
    m_other = m_emulator->person(u"other@emulator"_s);
    m_token = m_emulator->allToken(m_me);
}

RawAnswer TwoPeopleTest::ask(const QByteArray &method, const QByteArray &path, const Json &body)
{
    return m_emulator->ask(method, path, m_token, body.is_null() ? QByteArray() : core::toBytes(body));
}

RawAnswer TwoPeopleTest::ask(const QByteArray &method, const QString &path, const Json &body)
{
    return ask(method, path.toUtf8(), body);
}

RunRecord TwoPeopleTest::ownRun(const QString &flow) const
{
    RunRecord run;
    run.flowId = flow;
    run.owner = core::identityUrn(m_me);
    return run;
}

Json TwoPeopleTest::strangers(int count)
{
    Json list = Json::array();
    for (int i = 0; i < count; ++i)
        list.push_back(core::toStd(core::identityUrn(core::newId())));
    return list;
}

} // namespace testsupport
