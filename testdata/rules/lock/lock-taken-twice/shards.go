package p

import "sync"

type rows struct {
	all   []sync.RWMutex
	count uint64
}

func (r *rows) lockRow(row uint64)   { r.all[row%r.count].Lock() }
func (r *rows) unlockRow(which uint64) { r.all[which%r.count].Unlock() }

type table struct {
	rows  *rows
	cells map[uint64]int
}

func (t *table) set(row uint64, value int) {
	t.rows.lockRow(row)
	defer t.rows.unlockRow(row)
	t.cells[row] = value
}

func (t *table) move(from, to uint64) {
	t.rows.lockRow(from)
	defer t.rows.unlockRow(from)
	t.cells[from] = 0
	t.set(from, 1) // want "locks `t.rows.all.from%t.rows.count.` again"
	t.set(to, 1)
}

// clean: each round has a stripe of its own, and who gives it up knows the number by another name.
func (t *table) fill(rows []uint64) {
	for _, row := range rows {
		t.rows.lockRow(row)
		t.cells[row]++
		t.rows.unlockRow(row)
	}
	for _, row := range rows {
		t.set(row, 1)
		t.set(row, 2)
	}
}

func (t *table) between(row, other uint64) {
	t.rows.lockRow(row)
	t.cells[row]++
	t.rows.unlockRow(row)
	t.set(row, 2)
	t.rows.lockRow(row + 1)
	t.set(row, 3)
	t.rows.unlockRow(row + 1)
	t.rows.lockRow(row)
	row = other
	t.set(row, 3)
	t.rows.unlockRow(row)
}
