#pragma once

#include "support/emulatorfixture.h"
#include "support/recordedreplies.h"

namespace testsupport {

//! What an emulator must hold so that a recorded case can be asked of it, and the questions.
class RecordedWorld
{
public:
    //! \param replies  those of one case, in order; all its data is put into the emulator's store
    RecordedWorld(EmulatorFixture &emulator, const QList<RecordedReply> &replies);

    //! Asks what one of the replies answers. Markers of our own pages take the place of recorded ones.
    RawAnswer ask(const RecordedReply &reply);

private:
    void fillFlows();
    void fillRuns();
    void fillLog();
    void fillWebInputs();
    void fillApis();
    void identity(const QString &urn);
    QString addFlow(const core::Json &document);
    QString addRun(const core::Json &document);
    void addWebInput(const core::Json &document, bool closed);
    void addApi(const core::Json &document);
    [[nodiscard]] QByteArray tokenFor(const RecordedReply &reply);
    [[nodiscard]] core::Json bodyFor(const RecordedReply &reply) const;
    [[nodiscard]] QByteArray targetFor(const RecordedReply &reply) const;

    EmulatorFixture &m_emulator;
    QList<RecordedReply> m_replies;
    QString m_operation;
    QString m_case;
    QString m_caller; //!< identity id
    QString m_marker; //!< of the page before
};

} // namespace testsupport
