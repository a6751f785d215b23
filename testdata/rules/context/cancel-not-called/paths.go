// Package paths forgets cancel functions on some way out of each function.
package paths

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
)

var errStop = errors.New("stop")

func work(ctx context.Context) error { return ctx.Err() }

func dropped(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want "cancel function is dropped"
	return work(ctx)
}

func droppedBackground() error {
	ctx, _ := context.WithTimeout(context.Background(), time.Minute) // want "cancel function"
	return work(ctx)
}

// What is harmless is still said with --pedantic.
func droppedCancel() error {
	ctx, _ := context.WithCancel(context.Background()) // want "cancel function"
	return work(ctx)
}

func early(ctx context.Context, stop bool) error {
	ctx, cancel := context.WithCancel(ctx) // want "cancel function in `cancel` is not called on every path"
	if stop {
		return errStop
	}
	err := work(ctx)
	cancel()
	return err
}

func selects(ctx context.Context, done <-chan error) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want "cancel function"
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		cancel()
		return ctx.Err()
	}
}

func switches(ctx context.Context, kind int) error {
	ctx, cancel := context.WithDeadline(ctx, time.Now().Add(time.Minute)) // want "cancel function"
	switch kind {
	case 0:
		cancel()
	case 1:
		return work(ctx)
	}
	cancel()
	return nil
}

func perItem(ctx context.Context, items []string) error {
	for range items {
		ctx, cancel := context.WithTimeout(ctx, time.Second) // want "cancel function"
		if err := work(ctx); err != nil {
			continue
		}
		cancel()
	}
	return nil
}

func cause(ctx context.Context) (err error) {
	ctx, cancel := context.WithCancelCause(ctx) // want "cancel function"
	if err = work(ctx); err != nil {
		return
	}
	cancel(nil)
	return
}

func late(ctx context.Context, ready bool) error {
	ctx, cancel := context.WithCancel(ctx)
	if !ready {
		return errStop
	}
	defer cancel() // want late-defer:"cancel"
	return work(ctx)
}

func ginHandler(c *gin.Context) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // want "cancel function"
	if err := work(ctx); err != nil {
		c.AbortWithStatus(http.StatusGatewayTimeout)
		return
	}
	cancel()
	c.Status(http.StatusOK)
}

func ofRequest(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second) // want "cancel function"
	if work(ctx) != nil {
		w.WriteHeader(http.StatusGatewayTimeout)
		return
	}
	cancel()
}

func echoHandler(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), time.Second) // want "cancel function"
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	return c.NoContent(http.StatusOK)
}

func fiberHandler(c *fiber.Ctx) error {
	ctx, _ := context.WithTimeout(c.UserContext(), time.Second) // want "cancel function"
	return work(ctx)
}

func interceptor(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want "cancel function"
	reply, err := next(ctx, req)
	if err != nil {
		return nil, err
	}
	cancel()
	return reply, nil
}

func limited(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, time.Second)
}

func viaHelper(ctx context.Context) error {
	ctx, cancel := limited(ctx) // want "cancel function"
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}

func signals(stop chan<- struct{}) {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt) // want "cancel function"
	if work(ctx) != nil {
		return
	}
	cancel()
	close(stop)
}

func onlyInGoroutineSometimes(ctx context.Context, async bool) error {
	ctx, cancel := context.WithCancel(ctx) // want "cancel function"
	if async {
		go func() {
			defer cancel()
			_ = work(ctx)
		}()
		return nil
	}
	return work(ctx)
}

// It comes as often as the channel is ready.
func killAll(ctx context.Context, asked, exited <-chan struct{}, kill func(context.Context)) {
	var cancel context.CancelFunc
	for {
		select {
		case <-asked:
			var last context.Context
			last, cancel = context.WithCancel(ctx) // want "is not called in every iteration"
			kill(last)
		case <-exited:
			if cancel != nil {
				cancel()
			}
			return
		}
	}
}
