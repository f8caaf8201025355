#pragma once

#include <QMetaEnum>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QUuid>

#include <type_traits>

namespace core {

//! Tells whoever listens that a setting has changed. One a Setting.
class SettingNotifier : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void changed();
};

//! One typed setting: key and default stand in one place.
//! \code
//! Setting<int> pageSize{"list/pageSize", 50};                // the same for every profile
//! Setting<bool> cards{"library/cards", true, profileId};     // of one profile
//! \endcode
//! Enums with Q_ENUM are stored by name. A stored value that can not be read is the default.
template<typename T>
class Setting
{
public:
    Setting(const char *key, T fallback, const QUuid &profile = {})
        : m_key(profile.isNull() ? QString::fromLatin1(key)
                                 : QStringLiteral("profiles/%1/%2")
                                       .arg(profile.toString(QUuid::WithoutBraces), QString::fromLatin1(key)))
        , m_fallback(std::move(fallback))
    {
    }

    [[nodiscard]] T value() const
    {
        const QVariant stored = QSettings().value(m_key);
        if (!stored.isValid())
            return m_fallback;
        if constexpr (std::is_enum_v<T>) {
            bool good = false;
            const int number = QMetaEnum::fromType<T>().keyToValue(stored.toByteArray().constData(), &good);
            return good ? static_cast<T>(number) : m_fallback;
        } else {
            QVariant converted = stored;
            return converted.convert(QMetaType::fromType<T>()) ? converted.value<T>() : m_fallback;
        }
    }

    void setValue(const T &value)
    {
        if (value == this->value())
            return;
        if constexpr (std::is_enum_v<T>)
            QSettings().setValue(m_key, QLatin1String(QMetaEnum::fromType<T>().valueToKey(static_cast<int>(value))));
        else
            QSettings().setValue(m_key, QVariant::fromValue(value));
        Q_EMIT m_notifier.changed();
    }

    [[nodiscard]] const T &fallback() const { return m_fallback; }
    //! Emits changed() after each setValue that made a difference.
    [[nodiscard]] const SettingNotifier *notifier() const { return &m_notifier; }

private:
    QString m_key;
    T m_fallback;
    SettingNotifier m_notifier;
};

} // namespace core
