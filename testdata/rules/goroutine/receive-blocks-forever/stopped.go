// Package stopped waits for timers that something stops.
package stopped

import "time"

func guard(limit time.Duration) (stop func()) {
	timer := time.NewTimer(limit)
	go func() {
		<-timer.C // want "the receive from `timer.C` blocks for ever if the timer is stopped first"
		panic("too late")
	}()
	return func() { timer.Stop() }
}

func once(limit time.Duration, work func() error) error {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	go func() {
		now := <-timer.C // want "the receive from `timer.C` blocks for ever if the timer is stopped first"
		println(now.String())
	}()
	return work()
}

func inCase(limit time.Duration, begin chan struct{}) (stop func()) {
	timer := time.NewTimer(limit)
	go func() {
		select {
		case <-begin:
			<-timer.C // want "the receive from `timer.C` blocks for ever if the timer is stopped first"
		}
	}()
	return func() { timer.Stop() }
}

func chosen(limit time.Duration, done chan struct{}) (stop func()) {
	timer := time.NewTimer(limit)
	go func() {
		select {
		case <-timer.C:
			panic("too late")
		case <-done:
		}
	}()
	return func() { timer.Stop(); close(done) }
}

func own(limit time.Duration) {
	timer := time.NewTimer(limit)
	go func() {
		defer timer.Stop()
		<-timer.C
	}()
}

// What is stopped is set again.
func again(limit time.Duration) (touch func()) {
	timer := time.NewTimer(limit)
	go func() {
		<-timer.C
		panic("too late")
	}()
	return func() {
		timer.Stop()
		timer.Reset(limit)
	}
}

func awaited(limit time.Duration) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	done := make(chan struct{})
	go func() {
		<-timer.C
		close(done)
	}()
	<-done
}

func waits(limit time.Duration) {
	timer := time.NewTimer(limit)
	go func() { println("meanwhile") }()
	<-timer.C
	timer.Stop()
}
