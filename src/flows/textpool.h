#pragma once

#include <QString>
#include <QStringList>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace flows {

//! Remembers what was read lately, so that rows which say the same share its memory, across pages too. Bounded: each
//! place keeps the newest of the texts that fall on it, and long texts are not kept at all. Not for two threads.
template<typename T>
class Pool
{
public:
    //! What `key` stands for: remembered, or made by make().
    template<typename Make>
    T get(std::string_view key, Make make)
    {
        if (key.size() > longest)
            return make();
        Entry &entry = (*m_entries)[std::hash<std::string_view>()(key) % places];
        if (!entry.used || entry.key != key) {
            entry.value = make();
            entry.key = key;
            entry.used = true;
        }
        return entry.value;
    }

private:
    static constexpr size_t places = 512;
    static constexpr size_t longest = 256;

    struct Entry
    {
        std::string key;
        T value;
        bool used = false;
    };

    std::unique_ptr<std::array<Entry, places>> m_entries = std::make_unique<std::array<Entry, places>>();
};

} // namespace flows
