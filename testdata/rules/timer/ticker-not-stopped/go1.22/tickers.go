package tickers

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func watch(check func() bool) {
	ticker := time.NewTicker(time.Second) // want "`ticker` is never stopped: 1 ticker per call stays, if built with Go older than 1.27"
	for {
		<-ticker.C
		if check() {
			return
		}
	}
}

func watchAndStop(check func() bool) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		<-ticker.C
		if check() {
			return
		}
	}
}

func selects(ctx context.Context) {
	tick := time.NewTicker(time.Second) // want "`tick` is never stopped"
	for {
		select {
		case <-tick.C:
			fmt.Println("tick")
		case <-ctx.Done():
			return
		}
	}
}

func ranges(n int) {
	ticker := time.NewTicker(time.Second) // want "`ticker` is never stopped"
	for range ticker.C {
		if n--; n == 0 {
			break
		}
	}
}

func perRequest(c *gin.Context) {
	var ticker = time.NewTicker(time.Second) // want "`ticker` is never stopped"
	<-ticker.C
	c.Status(http.StatusOK)
}

func resets(d time.Duration) {
	ticker := time.NewTicker(time.Second) // want "`ticker` is never stopped"
	ticker.Reset(d)
	<-ticker.C
}

func tickThatEnds(check func() bool) {
	for range time.Tick(time.Second) { // want "the ticker of time.Tick cannot be stopped"
		if check() {
			return
		}
	}
}

func tickOfRequest(w http.ResponseWriter, r *http.Request) {
	tick := time.Tick(time.Second) // want "cannot be stopped: 1 ticker per call stays"
	select {
	case <-tick:
	case <-r.Context().Done():
	}
}

func tickInGoroutine(ctx context.Context) {
	go func() {
		for {
			select {
			case <-time.Tick(time.Second): // want "cannot be stopped"
			case <-ctx.Done():
				return
			}
		}
	}()
}

func tickForEver() {
	for range time.Tick(time.Second) {
		fmt.Println("tick")
	}
}

func goroutineForEver() {
	ticker := time.NewTicker(time.Second)
	go func() {
		for {
			<-ticker.C
			fmt.Println("tick")
		}
	}()
}

func stoppedInGoroutine(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	go func() {
		<-ctx.Done()
		ticker.Stop()
	}()
	<-ticker.C
}

func stoppedByHelper(stop func(*time.Ticker)) {
	ticker := time.NewTicker(time.Second)
	stop(ticker)
}

func returned() *time.Ticker {
	ticker := time.NewTicker(time.Second)
	return ticker
}

type clock struct{ ticker *time.Ticker }

func stored() *clock {
	ticker := time.NewTicker(time.Second)
	return &clock{ticker: ticker}
}

func storedInField(c *clock) {
	c.ticker = time.NewTicker(time.Second)
}

func timerNotTicker() {
	timer := time.NewTimer(time.Second)
	<-timer.C
}

func stopValue() func() {
	ticker := time.NewTicker(time.Second)
	return ticker.Stop
}

// They tick for as long as the loop goes on, which is for ever.
func rangesForEver(work func()) {
	ticker := time.NewTicker(time.Second)
	for range ticker.C {
		work()
	}
}

func rangesInGoroutine(work func()) {
	ticker := time.NewTicker(time.Second)
	go func() {
		for range ticker.C {
			work()
		}
	}()
}

func rangesForAWhile(work func() bool) {
	ticker := time.NewTicker(time.Second) // want "never stopped"
	for range ticker.C {
		if work() {
			break
		}
	}
}
