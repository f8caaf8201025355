#pragma once

#include "core/json.h"

#include <QPlainTextEdit>

namespace widgets {

class JsonHighlighter;

//! JSON to be read: monospaced, coloured, read only, selectable. Text over 1 MB is shown up to there, with a note.
class JsonView final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonView)

public:
    explicit JsonView(QWidget *parent = nullptr);

    //! Shows text as it is sent, set out in lines: numbers keep their digits, and a name that stands twice stays twice.
    //! Text that is no JSON is shown as it stands. The same text again keeps scroll and selection. Texts are set out in
    //! another thread.
    void setJson(const QByteArray &text);
    void setNote(const QString &text); //!< plain words instead of a document

private:
    void show(const QString &text, bool isJson);

    JsonHighlighter *m_highlighter;
    QByteArray m_source;
    quint64 m_generation = 0;
};

} // namespace widgets
