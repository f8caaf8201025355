#pragma once

#include "support/emulatorfixture.h"

#include <QObject>

namespace testsupport {

//! Base of the tests that ask the service as one person, and sometimes as another: a fresh emulator for each test.
class TwoPeopleTest : public QObject
{
protected:
    void begin();
    void end() { m_emulator.reset(); }

    //! As the first person. \param body  null: none
    RawAnswer ask(const QByteArray &method, const QByteArray &path, const core::Json &body = nullptr);
    RawAnswer ask(const QByteArray &method, const QString &path, const core::Json &body = nullptr);
    RawAnswer get(const QByteArray &path) { return ask("GET", path); }
    RawAnswer get(const QString &path) { return ask("GET", path); }

    //! A run of the first person's own, not stored yet. \param flow  its flow's id
    [[nodiscard]] emulator::RunRecord ownRun(const QString &flow) const;
    //! The URNs of that many people who are not known.
    [[nodiscard]] static core::Json strangers(int count);

    std::unique_ptr<EmulatorFixture> m_emulator;
    QString m_me;
    QString m_other;
    QByteArray m_token; //!< of the first person, with the scope `all`
};

} // namespace testsupport
