#pragma once

#include "flowlang/inputschema.h"
#include "flows/flow.h"
#include "flows/runrequest.h"
#include "widgets/common/errortext.h"
#include "widgets/form/fieldfactory.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QMenu;

namespace Ui {
class StartDialog;
}

namespace widgets {

//! Asks for the input of one run, as a form made from the flow's input schema or as JSON: one document, two views of
//! it. Does not talk to the service: it gives a request, and is told what became of it.
class StartDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartDialog)

public:
    StartDialog(const flows::Flow &flow, const FormContext &context, QWidget *parent = nullptr);
    ~StartDialog() override;

    //! Offers a ready document under "Fill from…". \param name  of the menu entry
    void offerInput(const QString &name, const core::Json &document);
    void setInput(const core::Json &document);
    //! What is in the dialog now, broken JSON excepted.
    [[nodiscard]] flows::RunRequest request() const;

    //! While the service is asked: no second press, `text` says what happens.
    void setBusy(const QString &text);
    //! The service refused, or could not be asked: everything stays as it was typed.
    void showFailure(const ErrorText &failure, const QList<flowlang::SchemaFinding> &findings);

Q_SIGNALS:
    //! The input fits the schema and the user wants the run.
    void startRequested(const flows::RunRequest &request);
    //! The user gave up waiting for an answer.
    void waitingAbandoned();

public Q_SLOTS:
    void reject() override;

private:
    enum class Mode { Form, Json };

    void setUpTexts();
    void setUpInput(const FormContext &context);
    void setUpButtons();
    void setMode(Mode mode);
    [[nodiscard]] bool readJsonText();
    void onEdited();
    void checkSoon();
    void check(bool thenStart);
    void showCheck(const QList<flowlang::SchemaFinding> &findings, bool thenStart);
    void showLabelProblem();
    void fillFromFile();
    void updateButtons();

    std::unique_ptr<Ui::StartDialog> m_ui;
    flows::Flow m_flow;
    flowlang::InputSchema m_schema;
    core::Json m_document = core::Json::object();
    QString m_jsonProblem; //!< broken text in the JSON view, or in a JSON box of the form
    QMenu *m_fillMenu = nullptr;
    QTimer m_checkTimer;
    quint64 m_generation = 0;
    Mode m_mode = Mode::Form;
    bool m_busy = false;
    bool m_showAll = false; //!< Start was pressed once: say everything that is missing
};

} // namespace widgets
