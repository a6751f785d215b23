// Package tested closes its channel early where that is known to be possible, and late where not.
package tested

import "errors"

func load(next func() (int, bool), add func(int), late func() bool) (int, error) {
	rows := make(chan int, 8)
	go func() {
		for row := range rows { // want "never ends when the function returns first"
			add(row)
		}
	}()
	var extra []int
	for row, ok := next(); ok; row, ok = next() {
		if late() {
			if len(extra) == 0 {
				close(rows)
			}
			extra = append(extra, row)
			continue
		}
		rows <- row
	}
	if len(extra) == 0 {
		close(rows)
	}
	if len(extra) > 100 {
		return 0, errors.New("too many")
	}
	return len(extra), nil
}
