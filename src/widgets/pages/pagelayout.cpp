#include "widgets/pages/pagelayout.h"

#include "core/setting.h"
#include "widgets/theme/card.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;

namespace widgets {

QHBoxLayout *headerLayout(QWidget *title, QWidget *subtitle, const QList<QWidget *> &buttons)
{
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title);
    words->addWidget(subtitle);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::Related);
    row->addLayout(words, 1);
    for (QWidget *button : buttons)
        row->addWidget(button, 0, Qt::AlignVCenter);
    return row;
}

QToolButton *moreButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(u"moreButton"_s);
    button->setText(u"⋯"_s);
    button->setToolTip(QCoreApplication::translate("widgets::PageLayout", "More"));
    button->setAccessibleName(QCoreApplication::translate("widgets::PageLayout", "More actions"));
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

QWidget *inCard(QWidget *content)
{
    auto *card = new Card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return card;
}

void rememberSplitter(QSplitter *splitter, const char *key, const QUuid &profile)
{
    auto setting = std::make_shared<core::Setting<QByteArray>>(key, QByteArray(), profile);
    if (const QByteArray state = setting->value(); !state.isEmpty())
        splitter->restoreState(state);
    splitter->setHandleWidth(space::Group);
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
                     [splitter, setting] { setting->setValue(splitter->saveState()); });
}

} // namespace widgets
