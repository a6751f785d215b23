// does-not-compile: the package it imports is not here
package echopprof

import (
	"github.com/labstack/echo-contrib/pprof"
	"github.com/labstack/echo/v4"
)

func routes(e *echo.Echo, orders echo.HandlerFunc) {
	e.GET("/orders", orders)
	pprof.Register(e) // want "profiles of net/http/pprof are served here without a guard"
}
