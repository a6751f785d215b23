// Package growing puts contexts around themselves.
package growing

import (
	"context"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/otel/trace"
)

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }

func consumes(ctx context.Context, jobs <-chan string) {
	for job := range jobs {
		ctx = context.WithValue(ctx, key{}, job) // want "`ctx` is put around itself: it is one context deeper with each iteration"
		_ = work(ctx)
	}
}

func retries(ctx context.Context) error {
	for {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want "each iteration"
		err := work(ctx)
		cancel()
		if err == nil {
			return nil
		}
	}
}

func accepts(ctx context.Context, l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		ctx = context.WithValue(ctx, key{}, conn.RemoteAddr()) // want "each iteration"
		_ = work(ctx)
		conn.Close()
	}
}

func spans(ctx context.Context, tracer trace.Tracer, jobs []string) {
	var span trace.Span
	for _, job := range jobs {
		ctx, span = tracer.Start(ctx, job) // want "each iteration"
		_ = work(ctx)
		span.End()
	}
}

func tag(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, key{}, name)
}

func tags(c *gin.Context, names []string) {
	ctx := c.Request.Context()
	for i := 0; i < len(names); i++ {
		ctx = tag(ctx, names[i]) // want "each iteration"
		_ = work(ctx)
	}
}

func requests(w http.ResponseWriter, r *http.Request, next http.Handler, users []string) {
	for _, user := range users {
		r = r.WithContext(context.WithValue(r.Context(), key{}, user)) // want "`r` is put around itself"
		next.ServeHTTP(w, r)
	}
}

type poller struct{ ctx context.Context }

func (p *poller) poll(ticks <-chan time.Time) {
	for range ticks {
		p.ctx = context.WithValue(p.ctx, key{}, time.Now()) // want "`p.ctx`"
		_ = work(p.ctx)
	}
}

func elements(pollers []poller, ticks <-chan time.Time) {
	for range ticks {
		pollers[0].ctx = context.WithValue(pollers[0].ctx, key{}, "x") // want "`pollers.0..ctx`"
	}
}

func middleware(base context.Context) gin.HandlerFunc {
	ctx := base
	return func(c *gin.Context) {
		ctx = context.WithValue(ctx, key{}, c.ClientIP()) // want "`ctx` .* each request" unguarded-middleware-state:"`ctx`"
		c.Request = c.Request.WithContext(ctx)
		c.Next()
	}
}

func wrapper(next http.Handler) http.Handler {
	ctx := context.Background()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx = tag(ctx, r.Host) // want "each request" unguarded-middleware-state:"`ctx`"
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

type server struct {
	ctx context.Context
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.ctx = context.WithValue(s.ctx, key{}, r.Host) // want "`s.ctx` .* each request"
	_ = work(s.ctx)
}

var background = context.Background()

func global(c *gin.Context) {
	background = context.WithValue(background, key{}, c.ClientIP()) // want "`background` .* each request" unguarded-global:"background"
	_ = work(background)
}

func jumps(ctx context.Context) {
	tries := 0
again:
	ctx = tag(ctx, "again") // want "each iteration"
	if work(ctx) != nil {
		tries++
		goto again
	}
	log.Println(tries)
}

func inPlace(ctx context.Context, jobs <-chan string) {
	for job := range jobs {
		func() {
			ctx = tag(ctx, job) // want "each iteration"
			_ = work(ctx)
		}()
	}
}

func nested(ctx context.Context, groups [][]string) {
	for _, group := range groups {
		inner := ctx
		for _, name := range group {
			inner = context.WithValue(inner, key{}, name) // want "`inner`"
			_ = work(inner)
		}
	}
}

// Built for after the loop.
func composed(ctx context.Context, values map[string]string) error {
	for name, value := range values {
		ctx = context.WithValue(ctx, name, value) // want "`ctx`"
	}
	return work(ctx)
}

// A loop that is left in its first round.
func once(ctx context.Context) {
	for {
		ctx = tag(ctx, "once") // want "`ctx`"
		_ = work(ctx)
		break
	}
}

func keptOutside(ctx context.Context, jobs <-chan string) {
	outer := ctx
	for job := range jobs {
		ctx = context.WithValue(ctx, key{}, job) // want "each iteration"
		_ = work(ctx)
	}
	_ = work(outer)
}
