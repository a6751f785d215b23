package loops

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func consume(events <-chan string) {
	for {
		select {
		case event := <-events:
			fmt.Println(event)
		case <-time.After(time.Minute): // want "if built with Go older than 1.27"
			return
		}
	}
}

func consumeAndStay(ctx context.Context, events <-chan string) {
	for {
		select {
		case event := <-events:
			fmt.Println(event)
		case <-time.After(time.Hour): // want "a timer in every round, each kept until it fires"
			fmt.Println("idle")
		case <-ctx.Done():
			return
		}
	}
}

func counts(events <-chan string, n int) {
	for i := 0; i < n; i++ {
		select {
		case <-events:
		case <-time.After(time.Second): // want "a timer in every round"
		}
	}
}

func perRange(names []string, answers <-chan string) {
	for range names {
		select {
		case <-answers:
		case <-time.After(5 * time.Second): // want "a timer in every round"
			return
		}
	}
}

func stream(c *gin.Context, events <-chan string) {
	for {
		select {
		case event := <-events:
			c.SSEvent("message", event)
		case <-time.After(30 * time.Second): // want "a timer in every round"
			c.SSEvent("ping", "")
		case <-c.Request.Context().Done():
			return
		}
	}
}

func inGoroutine(w http.ResponseWriter, r *http.Request, events <-chan string) {
	go func() {
		for {
			select {
			case <-events:
			case <-time.After(time.Minute): // want "a timer in every round"
				return
			}
		}
	}()
}

func labelled(events <-chan string) {
loop:
	for {
		select {
		case <-events:
		case <-time.After(time.Minute): // want "a timer in every round"
			break loop
		}
	}
}

func assigned(events <-chan string) {
	for {
		select {
		case <-events:
		case at := <-time.After(time.Minute): // want "a timer in every round"
			fmt.Println(at)
			return
		}
	}
}

func once(events <-chan string) {
	select {
	case <-events:
	case <-time.After(time.Minute):
	}
}

func always(work func()) {
	for {
		<-time.After(time.Second)
		work()
	}
}

func reused(events <-chan string) {
	idle := time.NewTimer(time.Minute)
	defer idle.Stop()
	for {
		select {
		case <-events:
			if !idle.Stop() {
				<-idle.C
			}
			idle.Reset(time.Minute)
		case <-idle.C:
			return
		}
	}
}

func before(events <-chan string) {
	end := time.After(time.Minute)
	for {
		select {
		case <-events:
		case <-end:
			return
		}
	}
}

func alone() {
	for {
		select {
		case <-time.After(time.Second):
			fmt.Println("tick")
		}
	}
}

func inLiteral(run func(func())) {
	for range 3 {
		run(func() {
			select {
			case <-time.After(time.Second):
			case <-make(chan int):
			}
		})
	}
}

func newInEachRound(ctx context.Context, refresh func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.NewTimer(10 * time.Second).C: // want "a timer in every round"
			refresh()
		}
	}
}

// All other cases leave, yet the last timer is kept until it fires.
func retried(ctx context.Context, try func() error) error {
	for {
		err := try()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Minute): // want "a timer in every round"
		}
	}
}

func retriedSooner(ctx context.Context, sooner <-chan struct{}, try func() error) error {
	for {
		err := try()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-sooner:
		case <-time.After(time.Minute): // want "a timer in every round"
		}
	}
}

func heldInEachRound(ctx context.Context, refresh func()) {
	for {
		timer := time.NewTimer(10 * time.Second)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
			refresh()
		}
	}
}

// Two timers of one loop are told once.
func relayed(lines <-chan string, write func(string)) {
	for {
		select {
		case <-time.After(time.Hour): // want "a timer in every round"
			return
		case <-time.After(time.Minute):
			write("still here")
		case line := <-lines:
			write(line)
		}
	}
}

// The timer is made in the last round only.
func cleanOnceFailed(results []error, resumed <-chan struct{}) {
	for _, err := range results {
		if err == nil {
			continue
		}
		select {
		case <-resumed:
		case <-time.After(time.Second):
		}
		break
	}
}

func cleanUntilUp(up func() bool, ready <-chan struct{}) bool {
	for {
		if up() {
			select {
			case <-ready:
			case <-time.After(time.Second):
				return false
			}
			return true
		}
		time.Sleep(time.Millisecond)
	}
}

func failedAgain(results []error, resumed <-chan struct{}) {
	for _, err := range results {
		if err == nil {
			break
		}
		select {
		case <-resumed:
		case <-time.After(time.Second): // want "a timer in every round"
		}
	}
}

func skips(ctx context.Context, hints <-chan int) {
	for {
		select {
		case <-ctx.Done():
			return
		case hint := <-hints:
			if hint < 0 {
				return
			}
		case <-time.After(time.Minute): // want "a timer in every round"
			fmt.Println("quiet")
		}
	}
}

func tries(answers <-chan int) {
	for range 3 {
		for {
			select {
			case <-time.After(time.Minute): // want "a timer in every round"
				continue
			case <-answers:
			}
			break
		}
	}
}

func each(names []string, ask func(string) chan error) {
	for _, name := range names {
		select {
		case <-time.After(time.Minute): // want "a timer in every round"
			fmt.Println("late")
		case err := <-ask(name):
			if err != nil {
				fmt.Println(err)
			} else {
				fmt.Println("fine")
			}
			fmt.Println("next")
		}
	}
}
