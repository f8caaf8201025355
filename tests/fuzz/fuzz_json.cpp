#include "fuzz/fuzzinput.h"

#include "core/json.h"
#include "flowlang/jsontext.h"

namespace {

void compare(const core::Json &value, const flowlang::JsonText &text, const QString &pointer, int &left)
{
    if (--left < 0)
        return;
    const auto place = text.find(pointer);
    fuzz::require(place.has_value(), "every value of a good text has a place");
    const QByteArray written = text.text().mid(place->value.begin, place->value.end - place->value.begin);
    const core::JsonParse again = core::parseJson(written);
    fuzz::require(again && *again.value == value, "the place holds that value");
    fuzz::require(text.pointerAt(place->value.begin) == pointer, "the place leads back to the pointer");
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            compare(value[i], text, pointer + QLatin1Char('/') + QString::number(i), left);
    } else if (value.is_object()) {
        for (const auto &[key, inner] : value.items())
            compare(inner, text, pointer + QLatin1Char('/') + core::pointerToken(core::toQString(key)), left);
    }
}

} // namespace

//! The tolerant reader and the parser must agree about what is JSON, and about where its values are.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::text(data, size).toByteArray();
    const core::JsonParse parsed = core::parseJson(bytes);
    const flowlang::JsonText text(bytes);
    fuzz::require(text.errors().isEmpty() == static_cast<bool>(parsed), "both find the same texts good");
    for (qsizetype offset = 0; offset <= bytes.size() && offset < 256; ++offset)
        (void)text.pointerAt(offset);
    if (parsed) {
        int left = 12; // each is parsed again, which takes time
        compare(*parsed.value, text, QString(), left);
        fuzz::require(core::parseJson(core::toBytes(*parsed.value)).value == *parsed.value, "writing keeps everything");
    }
    return 0;
}
