package frameworks

import (
	"context"
	"net"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
)

func static(c *fiber.Ctx) error {
	asset, err := os.Open("assets/" + c.Params("name"))
	if err != nil {
		return fiber.ErrNotFound
	}
	if c.Get(fiber.HeaderIfNoneMatch) == "1" {
		return c.SendStatus(fiber.StatusNotModified)
	}
	defer asset.Close() // want "asset"
	return c.SendStream(asset)
}

func show(w http.ResponseWriter, r *http.Request) {
	asset, err := os.Open(chi.URLParam(r, "name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	info, err := asset.Stat()
	if err != nil || info.IsDir() {
		http.NotFound(w, r)
		return
	}
	defer asset.Close() // want "asset"
	http.ServeContent(w, r, info.Name(), info.ModTime(), asset)
}

type greeter struct{ client *redis.Client }

func (g *greeter) relay(ctx context.Context, channel string) error {
	updates := g.client.Subscribe(ctx, channel)
	if _, err := updates.Receive(ctx); err != nil {
		return err
	}
	defer updates.Close() // want "updates"
	<-updates.Channel()
	return nil
}

func (g *greeter) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	upstream, err := grpc.NewClient("prices:443", grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, err
	}
	if req == nil {
		return nil, status.Error(codes.InvalidArgument, "empty")
	}
	defer upstream.Close() // want "upstream"
	return next(ctx, req)
}

func dial(address string, hello []byte) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	if _, err := conn.Write(hello); err != nil {
		return err
	}
	defer conn.Close() // want "conn"
	return nil
}

func routes(app *fiber.App, r chi.Router) {
	app.Get("/assets/:name", static)
	r.Get("/assets/{name}", show)
}
