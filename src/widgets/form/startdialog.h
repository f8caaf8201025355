#pragma once

#include "flowlang/inputschema.h"
#include "flows/flow.h"
#include "flows/runrequest.h"
#include "widgets/common/errortext.h"
#include "widgets/form/fieldfactory.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

#include <memory>

namespace Ui {
class StartDialog;
}

namespace widgets {

class InputMenu;

//! Everything that was typed into a Start dialog, whether it can be read or not.
struct StartDraft
{
    flows::RunRequest request;
    bool asJson = false;                    //!< the JSON view was shown
    QByteArray jsonText;                    //!< of the JSON view, if it was shown
    QHash<QString, QByteArray> brokenBoxes; //!< see InputForm::brokenTexts()

    bool operator==(const StartDraft &) const = default;
};

//! Asks for the input of one run, as a form made from the flow's input schema or as JSON: one document, two views of
//! it. Does not talk to the service: it gives a request, and is told what became of it.
//!
//!     typed ─▶ 200 ms of quiet ─┬▶ read and checked in another thread ─▶ messages
//!     Start run ────────────────┘                                       └▶ startRequested, if nothing is wrong
class StartDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartDialog)

public:
    StartDialog(const flows::Flow &flow, const FormContext &context, QWidget *parent = nullptr);
    ~StartDialog() override;

    //! Offers a ready input under “Fill from”. \param name  of the menu entry, instead of one of the same name
    //! \param text  JSON, read when it is chosen
    void offerInput(const QString &name, const QByteArray &text);
    //! As if that had been offered and chosen.
    void fillFrom(const QString &name, const QByteArray &text);
    void setInput(const core::Json &document);
    //! What is in the dialog now, broken JSON excepted.
    [[nodiscard]] flows::RunRequest request() const;
    [[nodiscard]] StartDraft draft() const;
    void setDraft(const StartDraft &draft);
    //! Nothing was typed, filled in or chosen yet.
    [[nodiscard]] bool isUntouched() const;
    [[nodiscard]] bool isBusy() const { return m_busy; }

    //! Says something that is no problem, until the next check.
    void say(const QString &note);
    //! While the service is asked: no second press, `text` says what happens.
    void setBusy(const QString &text);
    //! The service refused, or could not be asked: everything stays as it was typed.
    void showFailure(const ErrorText &failure, const QList<flowlang::SchemaFinding> &findings);
    //! Nobody can say whether there is a run now.
    void showUndecided(const ErrorText &failure);

Q_SIGNALS:
    //! The input fits the schema and the user wants the run.
    void startRequested(const flows::RunRequest &request);
    //! The user gave up waiting for an answer.
    void waitingAbandoned();

public Q_SLOTS:
    void reject() override;

private:
    enum class Mode { Form, Json };
    struct Checked;

    void stopWaiting(const QString &problem, const QString &details);
    void setUpTexts();
    void setUpInput(const FormContext &context);
    void setUpButtons();
    void setMode(Mode mode);
    void showMode(Mode mode);
    [[nodiscard]] core::Json document() const;
    [[nodiscard]] flows::RunRequest requestFor(core::Json input) const;
    void checkSoon();
    void check(bool thenStart);
    void showChecked(const Checked &checked, bool thenStart);
    void showJsonProblem(const QString &problem, int line, int column, bool focus);
    void showBoxProblem(bool focus);
    [[nodiscard]] QString sayable(const QList<flowlang::SchemaFinding> &findings);
    void sayProblem(const QString &problem);
    void showLabelProblem();
    [[nodiscard]] bool labelFits() const;
    void updateButtons();

    std::unique_ptr<Ui::StartDialog> m_ui;
    flows::Flow m_flow;
    flowlang::InputSchema m_schema;
    core::Json m_document = core::Json::object(); //!< the last that could be read
    StartDraft m_fresh;                           //!< what an untouched dialog holds
    QString m_schemaNote;                         //!< why the schema can not be used; empty if it can
    InputMenu *m_fillMenu = nullptr;
    QTimer m_checkTimer;
    quint64 m_generation = 0;
    Mode m_mode = Mode::Form;
    bool m_busy = false;
    bool m_showAll = false; //!< Start was pressed once: say everything that is missing
};

} // namespace widgets
