#pragma once

#include "flowlang/inputschema.h"
#include "widgets/form/fieldfactory.h"
#include "widgets/form/formfield.h"

#include <QPointer>
#include <QScrollArea>

namespace widgets {

//! A form made from a flow's input schema, and the document that it edits. What the schema does not describe stays in
//! the document untouched.
class InputForm final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InputForm)

public:
    explicit InputForm(QWidget *parent = nullptr);

    //! Builds the form anew. \param schema  null or `{}`: any object, shown as one JSON box
    void setSchema(const core::Json &schema, const FormContext &context);
    //! The Tab key comes to the fields from there. \param anchor  takes the focus, and is in the same window
    void setTabAnchor(QWidget *anchor);
    //! What an empty form begins with.
    [[nodiscard]] core::Json initialDocument() const;
    void setDocument(const core::Json &document);
    [[nodiscard]] core::Json document() const;
    //! Why document() is not what was typed; empty if it is.
    [[nodiscard]] QString problem() const;
    //! Texts of JSON boxes that can not be read, by the box's name.
    [[nodiscard]] QHash<QString, QByteArray> brokenTexts() const;
    //! Puts texts back into the boxes that are there.
    void setBrokenTexts(const QHash<QString, QByteArray> &texts);

    //! Puts messages beside the fields they are about. \param all  also beside what nobody has touched
    //! \returns the messages that no field shows, because they are about the document as a whole.
    QStringList showFindings(const QList<flowlang::SchemaFinding> &findings, const core::Json &document, bool all);
    //! Brings the first field with a message into view and gives it the keyboard. \returns false if there is none
    bool focusFirstMessage();
    void focusFirstField();

Q_SIGNALS:
    void edited();

private:
    void orderTabs();

    SchemaNode m_node;
    FormField *m_root = nullptr;
    QPointer<QWidget> m_tabAnchor;
};

//! Messages by the place where a form shows them: findings of `required` move from the object to its missing members.
[[nodiscard]] FormFindings placeFindings(const SchemaNode &node, const core::Json &document,
                                         const QList<flowlang::SchemaFinding> &findings);

} // namespace widgets
