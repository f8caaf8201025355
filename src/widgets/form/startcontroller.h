#pragma once

#include "flows/flow.h"
#include "flows/run.h"
#include "flows/runrequest.h"
#include "widgets/form/startdialog.h"

#include "core/setting.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <chrono>
#include <optional>

namespace flows {
class FlowsClient;
class TransferClient;
} // namespace flows

namespace widgets {

//! Starts runs: one Start dialog a flow, and what becomes of each request. Keeps what was typed into a dialog that was
//! closed, for the next time in this window.
class StartController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartController)

public:
    //! \param client    must outlive this, as transfer
    //! \param transfer  tells which collections want a consent; null: then none is asked for before a start
    //! \param profile   whose lists of used collections these are
    StartController(flows::FlowsClient &client, flows::TransferClient *transfer, const QUuid &profile, QWidget *window);
    //! Closes its dialogs: what they ask with goes away.
    ~StartController() override;

    //! Shows the dialog of a flow, the one that is open already if there is one.
    //! \param input  of a run that is to be started again, empty for none: fills the dialog, but never over what was
    //! typed into it; then it is one of the things to fill from
    StartDialog *open(const flows::Flow &flow, const flows::RawJson &input = {});

    //! How long to wait before each look for a run whose start was not answered; for tests.
    void setLookDelays(const QList<std::chrono::milliseconds> &delays) { m_lookDelays = delays; }

Q_SIGNALS:
    void started(const flows::Run &run);
    //! Something to know that no dialog is there to say.
    void notice(const QString &text, const QString &details);

private:
    StartDialog *make(const flows::Flow &flow);
    void startAgain(StartDialog *dialog, const flows::Flow &flow, const flows::RawJson &input, bool isNew);
    void lookUpAndSend(StartDialog *dialog, const flows::Flow &flow, const flows::RunRequest &request);
    //! \param consents  collections whose data the flow's transfers may want to use, each with a scope for it
    void send(StartDialog *dialog, const flows::Flow &flow, const flows::RunRequest &request,
              const QStringList &consents);
    void offerInputs(StartDialog *dialog, const flows::Flow &flow);
    void remember(const core::Json &input);

    flows::FlowsClient &m_client;
    flows::TransferClient *m_transfer;
    QWidget *m_window;
    core::Setting<QStringList> m_collections;
    QHash<QString, QPointer<StartDialog>> m_dialogs; //!< by flow id
    QHash<QString, StartDraft> m_drafts;             //!< by flow id
    QSet<QString> m_startedIds;                      //!< none of them is the one that a later start is looking for
    std::optional<QList<std::chrono::milliseconds>> m_lookDelays;
};

//! The input that comes with an official example flow, if this definition is one; else empty.
[[nodiscard]] QByteArray exampleInput(const core::Json &definition);

} // namespace widgets
