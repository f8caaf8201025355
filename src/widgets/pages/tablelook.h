#pragma once

class QTableView;

namespace widgets {

//! Gives a table the one look of this program: whole rows, no grid, 28 px, quiet header, keyboard and mouse alike,
//! and tool tips with the whole text of what is cut.
void dressTable(QTableView &table);

} // namespace widgets
