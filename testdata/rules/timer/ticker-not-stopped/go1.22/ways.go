package ways

import (
	"context"
	"time"
)

func count(ctx context.Context, jobs chan int) {
	ticker := time.NewTicker(time.Second) // want "`ticker` is not stopped on every way"
	go func() {
		n := 0
		for range jobs {
			n++
		}
		if n == 0 {
			return
		}
		for {
			select {
			case <-ticker.C:
				println(n)
			case <-ctx.Done():
				ticker.Stop()
				return
			}
		}
	}()
}

func stopped(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				println("tick")
			case <-ctx.Done():
				return
			}
		}
	}()
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d) // want "`timer` is not stopped where another case comes first"
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func sleepWell(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// It is gone soon.
func doze(ctx context.Context) error {
	timer := time.NewTimer(time.Second)
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Nothing else can come first.
func wait(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
}
