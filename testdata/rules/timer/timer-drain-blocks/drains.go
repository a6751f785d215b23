package drains

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func always(timer *time.Timer, d time.Duration) {
	timer.Stop()
	<-timer.C // want "this receive blocks for ever: a stopped timer's channel is empty since Go 1.23"
	timer.Reset(d)
}

func local() {
	timer := time.NewTimer(time.Second)
	timer.Stop()
	<-timer.C // want "blocks for ever"
}

func assigned() time.Time {
	timer := time.NewTimer(time.Second)
	timer.Stop()
	at := <-timer.C // want "blocks for ever"
	return at
}

func ticker(work func()) {
	ticker := time.NewTicker(time.Second)
	ticker.Stop()
	work()
	<-ticker.C // want "blocks for ever"
}

type debouncer struct{ timer *time.Timer }

func (d *debouncer) again() {
	d.timer.Stop()
	<-d.timer.C // want "blocks for ever"
	d.timer.Reset(time.Second)
}

func onOneWay(timer *time.Timer, drain bool) {
	timer.Stop()
	if drain {
		<-timer.C // want "blocks for ever"
	}
}

func inHandler(c *gin.Context) {
	timer := time.NewTimer(time.Minute)
	timer.Stop()
	<-timer.C // want "blocks for ever"
	c.Status(http.StatusOK)
}

func inLoop(timer *time.Timer, events <-chan string) {
	for range events {
		timer.Stop()
		<-timer.C // want "blocks for ever"
		timer.Reset(time.Second)
	}
}

func inLiteral(timer *time.Timer) func() {
	return func() {
		timer.Stop()
		<-timer.C // want "blocks for ever"
	}
}

func guarded(timer *time.Timer, d time.Duration) {
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

func guardedByName(timer *time.Timer) {
	active := timer.Stop()
	if !active {
		<-timer.C
	}
}

func tries(timer *time.Timer) {
	timer.Stop()
	select {
	case <-timer.C:
	default:
	}
}

func resets(timer *time.Timer) {
	timer.Stop()
	timer.Reset(time.Second)
	<-timer.C
}

func another() {
	timer := time.NewTimer(time.Second)
	timer.Stop()
	timer = time.NewTimer(time.Minute)
	<-timer.C
}

func other(a, b *time.Timer) {
	a.Stop()
	<-b.C
}

func receivesFirst(timer *time.Timer) {
	<-timer.C
	timer.Stop()
}

func deferred(timer *time.Timer) {
	defer timer.Stop()
	<-timer.C
}

func leaves(ctx context.Context, timer *time.Timer) {
	if ctx.Err() != nil {
		timer.Stop()
		return
	}
	<-timer.C
}

func selects(ctx context.Context, timer *time.Timer) {
	timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

func asksWhatIsLeft(timer *time.Timer, d time.Duration) {
	timer.Stop()
	if len(timer.C) > 0 {
		<-timer.C
	}
	timer.Reset(d)
}

func asksInLoop(timer *time.Timer) {
	timer.Stop()
	for len(timer.C) != 0 {
		<-timer.C
	}
}

func asksAnother(timer, other *time.Timer) {
	timer.Stop()
	if len(other.C) > 0 {
		<-timer.C // want "blocks for ever"
	}
}

func resetAndDrained(timer *time.Timer, d time.Duration) {
	if !timer.Reset(d) {
		<-timer.C // want "this receive waits until the timer that was just set fires"
	}
}

func stoppedDrainedAndReset(timer *time.Timer, d time.Duration) {
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

func resetAndAwaited(timer *time.Timer, d time.Duration) {
	timer.Reset(d)
	<-timer.C
}

func callsTwice(work func(), again bool) {
	timer := time.AfterFunc(time.Second, work)
	if again {
		timer = time.AfterFunc(time.Minute, work)
	}
	if !timer.Stop() {
		<-timer.C // want "the channel of a timer made by time.AfterFunc is nil"
	}
}

func hasAnotherChannel(work func()) {
	timer := time.AfterFunc(time.Second, work)
	ticks := make(chan time.Time, 1)
	timer.C = ticks
	ticks <- time.Now()
	<-timer.C
}

func isSetByAnother(work func()) {
	timer := time.AfterFunc(time.Second, work)
	replace(&timer)
	<-timer.C
}

func replace(timer **time.Timer) {
	(*timer).Stop()
	*timer = time.NewTimer(time.Second)
}

func isCopiedOver(work func()) {
	timer := time.AfterFunc(time.Second, work)
	*timer = *time.NewTimer(time.Second)
	<-timer.C
}
