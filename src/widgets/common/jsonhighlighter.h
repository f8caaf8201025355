#pragma once

#include <QSyntaxHighlighter>

class QPlainTextEdit;

namespace widgets {

//! Colours JSON in a text edit: names, strings, numbers, true, false and null. Follows the edit's palette.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonHighlighter)

public:
    explicit JsonHighlighter(QPlainTextEdit *edit);

    //! False: what stands there is no JSON, nothing is coloured.
    void setActive(bool active);

protected:
    void highlightBlock(const QString &text) override;

private:
    bool eventFilter(QObject *watched, QEvent *event) override;

    QPlainTextEdit *m_edit;
    bool m_active = true;
};

} // namespace widgets
