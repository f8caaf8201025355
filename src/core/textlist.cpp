#include "core/textlist.h"

namespace core {

Json toJson(const QStringList &texts)
{
    Json array = Json::array();
    for (const QString &text : texts)
        array.push_back(toStd(text));
    return array;
}

QStringList toTexts(const Json &array)
{
    QStringList texts;
    if (!array.is_array())
        return texts;
    for (const Json &value : array) {
        if (value.is_string())
            texts.append(toQString(value.get_ref<const std::string &>()));
    }
    return texts;
}

} // namespace core
