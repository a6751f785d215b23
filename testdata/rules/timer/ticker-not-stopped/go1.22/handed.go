package handed

import (
	"context"
	"time"
)

type poller struct{ done chan struct{} }

func (p *poller) start() {
	ticker := time.NewTicker(time.Minute) // want "`ticker` is never stopped"
	go p.loop(ticker)
}

func (p *poller) loop(ticker *time.Ticker) {
	for {
		select {
		case <-ticker.C:
		case <-p.done:
			return
		}
	}
}

func (p *poller) startStopping() {
	ticker := time.NewTicker(time.Minute)
	go p.loopAndStop(ticker)
}

func (p *poller) loopAndStop(ticker *time.Ticker) {
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-p.done:
			return
		}
	}
}

func (p *poller) startForGood() {
	ticker := time.NewTicker(time.Minute)
	go forGood(ticker)
}

func forGood(ticker *time.Ticker) {
	for {
		<-ticker.C
	}
}

func onSomeWays(ctx context.Context, check func() bool) bool {
	ticker := time.NewTicker(time.Second) // want "`ticker` is not stopped on every way"
	for {
		select {
		case <-ctx.Done():
			return false
		case <-ticker.C:
			if check() {
				ticker.Stop()
				return true
			}
		}
	}
}

func onAllWays(ctx context.Context, check func() bool) bool {
	ticker := time.NewTicker(time.Second)
	for {
		select {
		case <-ctx.Done():
			ticker.Stop()
			return false
		case <-ticker.C:
			if check() {
				ticker.Stop()
				return true
			}
		}
	}
}

type cluster struct{ closed func() bool }

func newCluster(closed func() bool) *cluster {
	c := &cluster{closed}
	go c.reap(time.NewTicker(time.Minute))
	go c.reapAndStop(time.NewTicker(time.Minute))
	go forGood(time.NewTicker(time.Minute))
	go c.either(time.NewTicker(time.Minute), time.NewTicker(time.Hour))
	return c
}

func (c *cluster) reap(every *time.Ticker) { // want "`every` is never stopped, and nobody else has it"
	for range every.C {
		if c.closed() {
			return
		}
	}
}

func (c *cluster) reapAndStop(every *time.Ticker) {
	defer every.Stop()
	for range every.C {
		if c.closed() {
			return
		}
	}
}

func (c *cluster) either(often, seldom *time.Ticker) { // want "`seldom` is never stopped"
	defer often.Stop()
	for {
		select {
		case <-often.C:
			if c.closed() {
				return
			}
		case <-seldom.C:
		}
	}
}
