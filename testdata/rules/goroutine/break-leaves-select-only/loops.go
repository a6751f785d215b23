package loops

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func onDone(ctx context.Context, events <-chan string) {
	for {
		select {
		case event := <-events:
			fmt.Println(event)
		case <-ctx.Done():
			break // want "leaves only the select"
		}
	}
}

func onDoneReturns(ctx context.Context, events <-chan string) {
	for {
		select {
		case event := <-events:
			fmt.Println(event)
		case <-ctx.Done():
			return
		}
	}
}

func onDoneWithOtherExit(ctx context.Context, events <-chan string) error {
	for {
		select {
		case event, ok := <-events:
			if !ok {
				return nil
			}
			fmt.Println(event)
		case <-ctx.Done():
			fmt.Println("over")
			break // want "leaves only the select"
		}
	}
}

func labelled(ctx context.Context, events <-chan string) {
loop:
	for {
		select {
		case event := <-events:
			fmt.Println(event)
		case <-ctx.Done():
			break loop
		}
	}
	fmt.Println("over")
}

func onQuit(quit chan struct{}, work func()) {
	for {
		select {
		case <-quit:
			break // want "leaves only the select"
		default:
			work()
		}
	}
}

func onClosed(events <-chan string) {
	for {
		select {
		case event, ok := <-events:
			if !ok {
				break // want "leaves only the select"
			}
			fmt.Println(event)
		}
	}
}

func skipsRest(ctx context.Context, events <-chan string) {
	for {
		select {
		case event := <-events:
			if event == "" {
				break
			}
			fmt.Println(event)
		case <-ctx.Done():
			return
		}
	}
}

type server struct{ stopCh chan struct{} }

func (s *server) run(tick <-chan time.Time) {
	for {
		select {
		case <-tick:
			fmt.Println("tick")
		case <-s.stopCh:
			break // want "leaves only the select"
		}
	}
}

func inSwitch(next func() int) {
	for {
		switch next() {
		case 0:
			break // want "leaves only the switch"
		default:
			fmt.Println("more")
		}
	}
}

func inSwitchReturns(next func() int) {
	for {
		switch next() {
		case 0:
			break
		case 1:
			return
		default:
			fmt.Println("more")
		}
	}
}

func inTypeSwitch(next func() any) {
	for {
		switch value := next().(type) {
		case error:
			fmt.Println(value)
			break // want "leaves only the switch"
		case string:
			fmt.Println(value)
		}
	}
}

func conditionEnds(ctx context.Context, tick <-chan time.Time) {
	for ctx.Err() == nil {
		select {
		case <-tick:
			fmt.Println("tick")
		case <-ctx.Done():
			break
		}
	}
}

func ranges(ctx context.Context, events <-chan string) {
	for event := range events {
		select {
		case <-ctx.Done():
			break
		default:
			fmt.Println(event)
		}
	}
}

func noLoop(ctx context.Context, events <-chan string) {
	select {
	case <-events:
		break
	case <-ctx.Done():
	}
}

func stream(c *gin.Context, events <-chan string) {
	for { // want goroutine-never-exits:"never ends"
		select {
		case <-c.Request.Context().Done():
			break // want "leaves only the select"
		case event := <-events:
			fmt.Fprintf(c.Writer, "data: %s\n\n", event)
		}
	}
}

func streamReturns(w http.ResponseWriter, r *http.Request, events <-chan string) {
	for {
		select {
		case <-r.Context().Done():
			return
		case event := <-events:
			fmt.Fprintf(w, "data: %s\n\n", event)
		}
	}
}

func inGoroutine(done chan bool) {
	go func() {
		for {
			select {
			case <-done:
				break // want "leaves only the select"
			case <-time.After(time.Second):
				fmt.Println("tick")
			}
		}
	}()
}

func innerLoop(done chan bool, names []string) {
	for {
		select {
		case <-done:
			return
		default:
			for _, name := range names {
				if name == "" {
					break
				}
			}
		}
	}
}

func testEnds(done chan bool) {
	over := false
	for {
		select {
		case <-done:
			over = true
			break
		case <-time.After(time.Second):
		}
		if over {
			break
		}
	}
}

// Guards that pass over the rest of their case, and those that say that all is over.
func cleanGuards(orders <-chan string, known map[string]bool, serve func(string)) {
	for {
		select {
		case order := <-orders:
			if !known[order] {
				break
			}
			if len(order) > 80 {
				fmt.Println("long")
				break
			}
			serve(order)
		}
	}
}

func cleanSteps(next func() string, step int, unlock func()) {
	for {
		switch kind := next(); {
		case kind == "begin":
			if step != 0 {
				break
			}
			step = 1
		case kind == "end":
			step = 0
		}
		unlock()
	}
}

func guardsTheEnd(orders <-chan *string, open func() (int, error)) {
	for {
		select {
		case order := <-orders:
			if order == nil {
				break // want "leaves only the select"
			}
			n, err := open()
			if err != nil && n == 0 {
				break // want "leaves only the select"
			}
			fmt.Println(*order, n)
		}
	}
}

func guardsNothing(next func() int) {
	for {
		switch next() {
		case 1:
			fmt.Println("one")
			if next() > 3 {
				break // want "leaves only the switch"
			}
		default:
			fmt.Println("more")
		}
	}
}

func clean_endsCases(lines <-chan string, ticks <-chan time.Time, write func([]string) error) {
	var kept []string
	for {
		select {
		case line := <-lines:
			kept = append(kept, line)
			break
		case <-ticks:
			if err := write(kept); err != nil {
				fmt.Println(err)
			}
			kept = nil
			break
		}
	}
}

func endsCasesAndItself(lines <-chan string, quit <-chan struct{}) {
	for {
		select {
		case line := <-lines:
			fmt.Println(line)
			break
		case <-quit:
			fmt.Println("over")
			break // want "leaves only the select"
		}
	}
}
