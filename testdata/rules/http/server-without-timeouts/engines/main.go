// Package engines sets the timeouts on the server that echo makes.
package engines

import (
	"time"

	"github.com/labstack/echo/v4"
)

func serve() error {
	e := echo.New()
	e.Server.ReadHeaderTimeout = 5 * time.Second
	return e.Start(":8080")
}
