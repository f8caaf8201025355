#pragma once

#include <QWidget>

class QToolButton;

namespace widgets {

//! The three buttons in the corner of a diagram: closer, further away, all of it.
class ZoomBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ZoomBar)

public:
    explicit ZoomBar(QWidget *parent = nullptr);

Q_SIGNALS:
    void zoomInClicked();
    void zoomOutClicked();
    void fitClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &name, const QString &icon, const QString &text, const QString &tip);
};

} // namespace widgets
