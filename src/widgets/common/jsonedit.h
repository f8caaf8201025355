#pragma once

#include "core/json.h"

#include <QPlainTextEdit>

#include <optional>

namespace widgets {

//! JSON to be written: monospaced, coloured; Tab leaves it. Values come out as they went in.
class JsonEdit final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonEdit)

public:
    explicit JsonEdit(QWidget *parent = nullptr);

    //! Shows a value, set out in lines; nothing empties the box. Does not emit textChanged().
    void setJson(const std::optional<core::Json> &value);
    //! Shows any text, as if it had been typed.
    void setText(const QByteArray &text);
    //! What is in the box, as UTF-8. It need not be JSON.
    [[nodiscard]] QByteArray json() const;
    //! Puts the cursor into a line, counted from 1, at a column, counted from 1.
    void showPlace(int line, int column);
};

} // namespace widgets
