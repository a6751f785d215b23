// Package cleanrange goes round for as long as the process does.
package cleanrange

import "time"

func collect(work func() error) {
	defer func() {
		if r := recover(); r != nil {
			panic("collect")
		}
	}()
	tick := time.Tick(time.Minute)
	for range tick {
		_ = work()
	}
}
