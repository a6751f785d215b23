// Package threads has the shapes that users of staticcheck reported as false alarms.
package threads

import "time"

// dominikh/go-tools#1558 (SA1015): from Go 1.23 on, Tick needs no Stop.
func ticks(done <-chan struct{}, beat func()) {
	tick := time.Tick(time.Second)
	for {
		select {
		case <-tick:
			beat()
		case <-done:
			return
		}
	}
}

// prometheus/blackbox_exporter#1559: nor does a ticker that is dropped.
func once(beat func()) {
	ticker := time.NewTicker(time.Second)
	<-ticker.C
	beat()
}

// ethereum/go-ethereum#32987: nor a timer in a loop.
func waits(done <-chan struct{}, events <-chan int) (n int) {
	for {
		select {
		case <-events:
			n++
		case <-time.After(time.Second):
			return n
		case <-done:
			return n
		}
	}
}
