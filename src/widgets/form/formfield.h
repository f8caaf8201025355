#pragma once

#include "core/json.h"

#include <QHash>
#include <QList>
#include <QStringList>
#include <QWidget>

#include <optional>

namespace widgets {

//! Messages by RFC 6901 pointer into the document.
using FormFindings = QHash<QString, QStringList>;

//! One control of a form: shows one value of the document and gives it back.
class FormField : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    //! Shows a value; nothing means that the member is absent. Does not emit edited().
    virtual void setValue(const std::optional<core::Json> &value) = 0;
    //! What the document shall hold here; nothing leaves the member out. A field that can not show the last value that
    //! was set gives back another one: FieldSlot notices, and offers a JSON box instead.
    [[nodiscard]] virtual std::optional<core::Json> value() const = 0;
    //! Why value() is not what the user typed (broken JSON), as a sentence; empty if it is.
    [[nodiscard]] virtual QString problem() const { return {}; }
    //! True while nothing is entered: then value() is nothing, or only what the schema fixes.
    [[nodiscard]] virtual bool isBlank() const { return !value(); }
    //! The value has another place now, because a list has changed around it. \param pointer  RFC 6901
    virtual void setPointer(const QString &pointer) { setObjectName(QStringLiteral("field:") + pointer); }
    //! Hands messages on to the fields inside; `all` shows them also beside what nobody has touched yet.
    virtual void setFindings(const FormFindings &findings, bool all)
    {
        Q_UNUSED(findings)
        Q_UNUSED(all)
    }
    //! What gets the keyboard when this field is to be filled in.
    [[nodiscard]] virtual QWidget *focusTarget() { return this; }
    //! What the Tab key goes to, in order. Widgets that are hidden now are among them.
    [[nodiscard]] virtual QList<QWidget *> tabStops() { return {focusTarget()}; }
    //! The first widget at or below this field that shows a message; null if none does.
    [[nodiscard]] virtual QWidget *firstWithMessage() { return nullptr; }

Q_SIGNALS:
    //! The user has changed the value.
    void edited();
};

} // namespace widgets
