#include "flows/jsonfields.h"

#include "flows/jsonscan.h"

namespace flows {

void JsonFields::put(QByteArrayView key, const QString &text)
{
    put(key, core::Json(core::toStd(text)));
}

void JsonFields::put(QByteArrayView key, const QStringList &texts)
{
    core::Json list = core::Json::array();
    for (const QString &text : texts)
        list.push_back(core::toStd(text));
    put(key, list);
}

void JsonFields::put(QByteArrayView key, const RawJson &json)
{
    putText(key, json.bytes());
}

void JsonFields::put(QByteArrayView key, const core::Json &json)
{
    putText(key, core::toBytes(json));
}

void JsonFields::putUnlessEmpty(QByteArrayView key, const QStringList &texts)
{
    if (!texts.isEmpty())
        put(key, texts);
}

void JsonFields::merge(const core::Json &object)
{
    if (!object.is_object())
        return;
    for (const auto &[key, value] : object.items())
        put(QByteArrayView(key), value);
}

void JsonFields::putText(QByteArrayView key, QByteArray json)
{
    for (auto &[name, text] : m_members) {
        if (name == key) {
            text = std::move(json);
            return;
        }
    }
    m_members.append({key.toByteArray(), std::move(json)});
}

QByteArray JsonFields::toBytes() const
{
    QByteArray text = "{";
    for (const auto &[name, json] : m_members) {
        if (text.size() > 1)
            text += ',';
        text += core::toBytes(core::Json(name.toStdString()));
        text += ':';
        text += json;
    }
    text += '}';
    return text;
}

bool isJsonObject(const RawJson &json)
{
    const QByteArrayView text = json.view().trimmed();
    return text.startsWith('{') && scanStructure(text) == Structure::Good;
}

} // namespace flows
