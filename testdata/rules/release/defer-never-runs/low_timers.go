// Package timers goes on using what it was to stop.
package timers

import "time"

func flush(lines <-chan string, write func([]string)) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop() // want "this defer never runs: nothing after it returns"
	var pending []string
	for {
		select {
		case line := <-lines:
			pending = append(pending, line)
		case <-timer.C:
			write(pending)
			pending = nil
			timer.Reset(time.Second)
		}
	}
}
