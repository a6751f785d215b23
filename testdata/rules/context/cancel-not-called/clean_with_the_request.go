// Package withtherequest gives up work when the client that asked for it has gone, which is over with the handler.
package withtherequest

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
)

type runner struct {
	ask func(ctx context.Context, code string) (string, error)
}

func (r *runner) try(c *gin.Context) {
	status := http.StatusOK
	ctx, cancel := context.WithCancel(context.Background())
	req := c.Request
	go func() {
		select {
		case <-req.Context().Done():
			cancel()
		}
	}()
	result, err := r.ask(ctx, c.PostForm("code"))
	if err != nil {
		status = http.StatusBadRequest
	}
	c.String(status, result)
}

func (r *runner) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-req.Context().Done()
		cancel()
	}()
	result, err := r.ask(ctx, req.FormValue("code"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write([]byte(result))
}
