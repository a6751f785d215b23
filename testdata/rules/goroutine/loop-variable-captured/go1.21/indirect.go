package indirect

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

type job struct{ id int }

func (j *job) run() { j.id++ }

func use(...any) {}

func tries(ctx context.Context, jobs []job) {
	g, _ := errgroup.WithContext(ctx)
	for _, j := range jobs {
		g.TryGo(func() error {
			use(j) // want "j"
			return nil
		})
	}
}

func limited(ctx context.Context, jobs []job) {
	slots := semaphore.NewWeighted(3)
	for _, j := range jobs {
		_ = slots.Acquire(ctx, 1)
		go func() {
			defer slots.Release(1)
			use(j) // want "j"
		}()
	}
}

func named(jobs []job) {
	for _, j := range jobs {
		f := func() { use(j) } // want "j"
		go f()
	}
}

func pointerReceiver(jobs []job) {
	for _, j := range jobs {
		go j.run() // want "j"
	}
}

func address(jobs []job) {
	for _, j := range jobs {
		go use(&j) // want "j"
	}
}

// Who may stop waiting has not waited.
func impatient(jobs []job) {
	for _, j := range jobs {
		done := make(chan struct{})
		go func() {
			use(j) // want "j"
			close(done)
		}()
		select {
		case <-done:
		case <-time.After(time.Second):
		}
	}
}

func keptByName(jobs []job) (all []func()) {
	for i := range jobs {
		f := func() { use(i) } // want "i"
		all = append(all, f)
	}
	return all
}
