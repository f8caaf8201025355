#pragma once

#include "widgets/theme/statusstyle.h"

#include <QWidget>

namespace widgets {

class Motion;

//! A status as shape and word on its tint. Its accessible name is the word.
class StatusChip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusChip)

public:
    explicit StatusChip(QWidget *parent = nullptr);

    //! \param word what to show for Other; else empty
    void setStatus(RunStatusKind kind, const QString &word = {});
    [[nodiscard]] RunStatusKind kind() const { return m_kind; }
    [[nodiscard]] const QString &word() const { return m_word; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    RunStatusKind m_kind = RunStatusKind::Other;
    QString m_word;
    Motion *m_motion = nullptr;
};

} // namespace widgets
